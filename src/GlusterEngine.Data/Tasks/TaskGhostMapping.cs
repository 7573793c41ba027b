using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Tasks;

internal sealed class TaskGhostMapping : IEntityTypeConfiguration<TaskGhost>
{
    public void Configure(EntityTypeBuilder<TaskGhost> builder)
    {
        builder.ToTable("task_ghost");
        builder.HasKey(g => new { g.VolumeId, g.HostId, g.TaskId });
        builder.Property(g => g.Since).HasDefaultValueSql("now()");
        builder.HasOne<GlusterVolume>().WithMany().HasForeignKey(g => g.VolumeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Host>().WithMany().HasForeignKey(g => g.HostId).OnDelete(DeleteBehavior.Cascade);
    }
}
