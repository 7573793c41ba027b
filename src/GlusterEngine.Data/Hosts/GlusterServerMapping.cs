using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hosts;

internal sealed class GlusterServerMapping : IEntityTypeConfiguration<GlusterServer>
{
    public void Configure(EntityTypeBuilder<GlusterServer> builder)
    {
        builder.ToTable("gluster_server");
        builder.HasKey(s => s.PeerUuid);
        builder.Property(s => s.Hostname).HasMaxLength(255);
        builder.HasOne<Cluster>().WithMany().HasForeignKey(s => s.ClusterId).OnDelete(DeleteBehavior.Cascade);
    }
}
