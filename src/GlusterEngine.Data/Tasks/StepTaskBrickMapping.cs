using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Tasks;

internal sealed class StepTaskBrickMapping : IEntityTypeConfiguration<StepTaskBrick>
{
    public void Configure(EntityTypeBuilder<StepTaskBrick> builder)
    {
        builder.ToTable("step_task_brick");
        builder.HasKey(b => new { b.StepId, b.ServerName, b.BrickDir });
        builder.Property(b => b.ServerName).HasMaxLength(255);
        builder.Property(b => b.BrickDir).HasMaxLength(4096);
        builder.HasOne<StepTask>().WithMany().HasForeignKey(b => b.StepId).OnDelete(DeleteBehavior.Cascade);
    }
}
