using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Jobs;

internal sealed class StepMapping : IEntityTypeConfiguration<Step>
{
    public void Configure(EntityTypeBuilder<Step> builder)
    {
        builder.ToTable("step");
        builder.Property(s => s.Id).HasColumnName("step_id").ValueGeneratedNever();
        builder.Property(s => s.CorrelationId).HasMaxLength(50);
        builder.Property(s => s.Progress).HasColumnType("smallint");
        builder.Property(s => s.StartTime).HasDefaultValueSql("now()");
        builder.HasOne<Step>().WithMany().HasForeignKey(s => s.ParentStepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Job>().WithMany().HasForeignKey(s => s.FollowedJobId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => s.ExternalId, "step_open_task_key").IsUnique().HasFilter("external_id is not null and end_time is null");
    }
}
