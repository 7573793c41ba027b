using GlusterEngine.Model.Access;
using GlusterEngine.Model.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Requests;

internal sealed class IdempotentRequestMapping : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.ToTable("idempotent_request");
        builder.HasKey(r => new { r.UserId, r.IdempotencyKey });
        builder.Property(r => r.IdempotencyKey).HasMaxLength(255);
        builder.Property(r => r.EngineId).HasMaxLength(100);
        builder.Property(r => r.ClaimedAt).HasDefaultValueSql("now()");
        builder.Property(r => r.CorrelationId).HasMaxLength(50);
        builder.Property(r => r.ContentType).HasMaxLength(255);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
