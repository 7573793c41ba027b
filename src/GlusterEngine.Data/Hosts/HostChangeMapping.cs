using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hosts;

internal sealed class HostChangeMapping : IEntityTypeConfiguration<HostChange>
{
    public void Configure(EntityTypeBuilder<HostChange> builder)
    {
        builder.ToTable("host_change");
        builder.HasKey(c => c.StepId);
        builder.Property(c => c.StepId).ValueGeneratedNever();
        builder.Property(c => c.HostName).HasMaxLength(255);
        builder.Property(c => c.Address).HasMaxLength(255);
        builder.Property(c => c.ActionType).HasMaxLength(50);
        builder.Property(c => c.EngineId).HasMaxLength(100);
        builder.Property(c => c.AskedAt).HasDefaultValueSql("now()");
        builder.HasIndex(c => c.ClusterId);
        builder.HasIndex(c => c.HostId).IsUnique().HasFilter("deadline is not null");
        builder.HasOne<Step>().WithOne().HasForeignKey<HostChange>(c => c.StepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Job>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
