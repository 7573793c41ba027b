using GlusterEngine.Model.Bricks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Bricks;

internal sealed class GlusterBrickMapping : IEntityTypeConfiguration<GlusterBrick>
{
    public void Configure(EntityTypeBuilder<GlusterBrick> builder)
    {
        builder.ToTable("gluster_brick");
        builder.Property(b => b.Id).HasColumnName("brick_id").ValueGeneratedNever();
        builder.Property(b => b.ServerName).HasMaxLength(255);
        builder.Property(b => b.BrickDir).HasMaxLength(4096);
        builder.Ignore(b => b.Address);
        builder.HasIndex(b => new { b.VolumeId, b.ServerName, b.BrickDir }).IsUnique();
    }
}
