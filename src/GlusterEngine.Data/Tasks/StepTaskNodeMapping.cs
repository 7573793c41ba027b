using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Tasks;

internal sealed class StepTaskNodeMapping : IEntityTypeConfiguration<StepTaskNode>
{
    public void Configure(EntityTypeBuilder<StepTaskNode> builder)
    {
        builder.ToTable("step_task_node");
        builder.HasKey(n => new { n.StepId, n.PeerUuid });
        builder.Property(n => n.ChangedAt).HasDefaultValueSql("now()");
        builder.Property(n => n.MovedAt).HasDefaultValueSql("now()");
        builder.HasOne<StepTask>().WithMany().HasForeignKey(n => n.StepId).OnDelete(DeleteBehavior.Cascade);
    }
}
