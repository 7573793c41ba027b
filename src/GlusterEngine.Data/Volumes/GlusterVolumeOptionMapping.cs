using GlusterEngine.Model.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Volumes;

internal sealed class GlusterVolumeOptionMapping : IEntityTypeConfiguration<GlusterVolumeOption>
{
    public void Configure(EntityTypeBuilder<GlusterVolumeOption> builder)
    {
        builder.ToTable("gluster_volume_option");
        builder.HasKey(o => new { o.VolumeId, o.Name });
        builder.Property(o => o.Name).HasMaxLength(512);
    }
}
