using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Volumes;

internal sealed class VolumeChangeMapping : IEntityTypeConfiguration<VolumeChange>
{
    public void Configure(EntityTypeBuilder<VolumeChange> builder)
    {
        builder.ToTable("volume_change");
        builder.HasKey(c => c.StepId);
        builder.Property(c => c.StepId).ValueGeneratedNever();
        builder.Property(c => c.VolumeName).HasMaxLength(255);
        builder.Property(c => c.ActionType).HasMaxLength(50);
        builder.Property(c => c.Expectation).HasColumnType("jsonb");
        builder.Property(c => c.EngineId).HasMaxLength(100);
        builder.Property(c => c.AskedHost).HasMaxLength(255);
        builder.Property(c => c.AskedAt).HasDefaultValueSql("now()");
        builder.HasIndex(c => c.VolumeId).IsUnique().HasFilter("deadline is not null");
        builder.HasOne<Step>().WithOne().HasForeignKey<VolumeChange>(c => c.StepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Job>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
