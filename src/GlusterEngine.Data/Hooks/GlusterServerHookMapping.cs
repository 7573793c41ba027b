using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hooks;

internal sealed class GlusterServerHookMapping : IEntityTypeConfiguration<GlusterServerHook>
{
    public void Configure(EntityTypeBuilder<GlusterServerHook> builder)
    {
        builder.ToTable("gluster_server_hook");
        builder.HasKey(s => new { s.HookId, s.HostId });
        builder.Property(s => s.Checksum).HasMaxLength(64);
        builder.HasOne<Host>().WithMany().HasForeignKey(s => s.HostId).OnDelete(DeleteBehavior.Cascade);
    }
}
