using GlusterEngine.Model.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Access;

internal sealed class AppUserMapping : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> builder)
    {
        builder.ToTable("app_user");
        builder.Property(u => u.Id).HasColumnName("user_id").ValueGeneratedNever();
        builder.Property(u => u.Name).HasMaxLength(255);
        builder.HasMany(u => u.ClusterRoles).WithOne().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
