using GlusterEngine.Model.Access;
using GlusterEngine.Model.Clusters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Access;

internal sealed class UserClusterRoleMapping : IEntityTypeConfiguration<UserClusterRole>
{
    public void Configure(EntityTypeBuilder<UserClusterRole> builder)
    {
        builder.ToTable("user_cluster_role");
        builder.HasKey(r => new { r.UserId, r.ClusterId });
        builder.HasOne<Cluster>().WithMany().HasForeignKey(r => r.ClusterId).OnDelete(DeleteBehavior.Cascade);
    }
}
