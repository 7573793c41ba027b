using GlusterEngine.Model.Clusters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Clusters;

internal sealed class ClusterMapping : IEntityTypeConfiguration<Cluster>
{
    public void Configure(EntityTypeBuilder<Cluster> builder)
    {
        builder.ToTable("cluster");
        builder.Property(c => c.Id).HasColumnName("cluster_id");
        builder.Property(c => c.Name).HasMaxLength(255);
        builder.Property(c => c.CompatibilityVersion).HasMaxLength(40);
        builder.Property(c => c.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(c => c.Name).IsUnique();
    }
}
