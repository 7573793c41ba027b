using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Volumes;

internal sealed class GlusterVolumeMapping : IEntityTypeConfiguration<GlusterVolume>
{
    public void Configure(EntityTypeBuilder<GlusterVolume> builder)
    {
        builder.ToTable("gluster_volume");
        builder.Property(v => v.Id).HasColumnName("volume_id").ValueGeneratedNever();
        builder.Property(v => v.Name).HasMaxLength(255);
        builder.Property(v => v.Type).HasMaxLength(64);
        builder.Ignore(v => v.IsDistributed);
        builder.HasIndex(v => new { v.ClusterId, v.Name }).IsUnique();
        builder.HasOne<Cluster>().WithMany().HasForeignKey(v => v.ClusterId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(v => v.Bricks).WithOne().HasForeignKey(b => b.VolumeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(v => v.Options).WithOne().HasForeignKey(o => o.VolumeId).OnDelete(DeleteBehavior.Cascade);
    }
}
