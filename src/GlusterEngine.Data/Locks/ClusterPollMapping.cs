using GlusterEngine.Model.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Locks;

internal sealed class ClusterPollMapping : IEntityTypeConfiguration<ClusterPoll>
{
    public void Configure(EntityTypeBuilder<ClusterPoll> builder)
    {
        builder.ToTable("cluster_poll");
        builder.HasKey(p => p.ClusterId);
        builder.Property(p => p.ClusterId).ValueGeneratedNever();
        builder.Property(p => p.EngineId).HasMaxLength(100);
    }
}
