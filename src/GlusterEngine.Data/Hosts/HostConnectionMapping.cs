using GlusterEngine.Model.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hosts;

internal sealed class HostConnectionMapping : IEntityTypeConfiguration<HostConnection>
{
    public void Configure(EntityTypeBuilder<HostConnection> builder)
    {
        builder.ToTable("host_connection");
        builder.HasKey(c => c.Cid);
        builder.Property(c => c.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(c => c.HostId);
        builder.HasIndex(c => c.HostId, "host_connection_own_idx").IsUnique().HasFilter("is_own");
        builder.HasOne<Host>().WithMany().HasForeignKey(c => c.HostId).OnDelete(DeleteBehavior.Cascade);
    }
}
