using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Tasks;

internal sealed class StepTaskSampleMapping : IEntityTypeConfiguration<StepTaskSample>
{
    public void Configure(EntityTypeBuilder<StepTaskSample> builder)
    {
        builder.ToTable("step_task_sample");
        builder.Property(s => s.Id).HasColumnName("sample_id").UseIdentityAlwaysColumn();
        builder.Property(s => s.TakenAt).HasDefaultValueSql("now()");
        builder.HasOne<StepTask>().WithMany().HasForeignKey(s => s.StepId).OnDelete(DeleteBehavior.Cascade);
    }
}
