using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hosts;

internal sealed class HostMapping : IEntityTypeConfiguration<Host>
{
    public void Configure(EntityTypeBuilder<Host> builder)
    {
        builder.ToTable("host");
        builder.Property(h => h.Id).HasColumnName("host_id");
        builder.Property(h => h.Name).HasMaxLength(255);
        builder.Property(h => h.Address).HasMaxLength(255);
        builder.Property(h => h.GlusterdSocket).HasMaxLength(107);
        builder.Property(h => h.SshAddress).HasMaxLength(255);
        builder.Property(h => h.SshUser).HasMaxLength(64);
        builder.Property(h => h.SshFingerprint).HasMaxLength(64);
        builder.Property(h => h.SshHostKey).HasMaxLength(4096);
        builder.Property(h => h.SshOfferedKey).HasMaxLength(4096);
        builder.Property(h => h.StatusSince).HasDefaultValueSql("now()");
        builder.HasIndex(h => h.Name).IsUnique();
        builder.HasIndex(h => new { h.ClusterId, h.Address }).IsUnique();
        builder.HasIndex(h => h.PeerUuid).IsUnique();
        builder.HasOne<Cluster>().WithMany().HasForeignKey(h => h.ClusterId).OnDelete(DeleteBehavior.Restrict);
    }
}
