using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Hooks;

internal sealed class GlusterHookMapping : IEntityTypeConfiguration<GlusterHook>
{
    public void Configure(EntityTypeBuilder<GlusterHook> builder)
    {
        builder.ToTable("gluster_hook");
        builder.Property(h => h.Id).HasColumnName("hook_id").ValueGeneratedNever();
        builder.Property(h => h.Command).HasMaxLength(HookName.LongestCommand);
        builder.Property(h => h.Name).HasMaxLength(HookName.LongestName);
        builder.Property(h => h.Checksum).HasMaxLength(64);
        builder.Ignore(h => h.HookName);
        builder.HasIndex(h => new { h.ClusterId, h.Command, h.Stage, h.Name }).IsUnique();
        builder.HasOne<Cluster>().WithMany().HasForeignKey(h => h.ClusterId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(h => h.ServerHooks).WithOne().HasForeignKey(s => s.HookId).OnDelete(DeleteBehavior.Cascade);
    }
}
