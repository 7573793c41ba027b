using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Tasks;

internal sealed class StepTaskMapping : IEntityTypeConfiguration<StepTask>
{
    public void Configure(EntityTypeBuilder<StepTask> builder)
    {
        builder.ToTable("step_task");
        builder.HasKey(t => t.StepId);
        builder.Property(t => t.StepId).ValueGeneratedNever();
        builder.Property(t => t.VolumeName).HasMaxLength(255);
        builder.Property(t => t.SeenBy).HasMaxLength(255);
        builder.Property(t => t.AskedHost).HasMaxLength(255);
        builder.Property(t => t.Plan).HasColumnType("jsonb");
        builder.Property(t => t.Repeat).HasColumnType("jsonb");
        builder.Property(t => t.Work).HasColumnType("jsonb");
        builder.Property(t => t.Gate).HasColumnType("jsonb");
        builder.Property(t => t.Throttle).HasMaxLength(32);
        builder.Property(t => t.ThrottleBefore).HasMaxLength(32);
        builder.HasOne<Step>().WithOne().HasForeignKey<StepTask>(t => t.StepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Job>().WithMany().HasForeignKey(t => t.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
