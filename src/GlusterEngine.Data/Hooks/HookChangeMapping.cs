using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hooks;

internal sealed class HookChangeMapping : IEntityTypeConfiguration<HookChange>
{
    public void Configure(EntityTypeBuilder<HookChange> builder)
    {
        builder.ToTable("hook_change");
        builder.HasKey(c => c.StepId);
        builder.Property(c => c.StepId).ValueGeneratedNever();
        builder.Property(c => c.ActionType).HasMaxLength(50);
        builder.Property(c => c.EngineId).HasMaxLength(100);
        builder.Property(c => c.AskedAt).HasDefaultValueSql("now()");
        builder.HasIndex(c => c.HookId).IsUnique().HasFilter("deadline is not null");
        builder.HasOne<Step>().WithOne().HasForeignKey<HookChange>(c => c.StepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Job>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
