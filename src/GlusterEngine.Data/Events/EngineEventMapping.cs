using GlusterEngine.Model.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Events;

internal sealed class EngineEventMapping : IEntityTypeConfiguration<EngineEvent>
{
    public void Configure(EntityTypeBuilder<EngineEvent> builder)
    {
        builder.ToTable("event");
        builder.Property(e => e.Id).HasColumnName("event_id").UseIdentityAlwaysColumn();
        builder.Property(e => e.Code).HasConversion<int>();
        builder.Property(e => e.CorrelationId).HasMaxLength(50);
        builder.Property(e => e.Origin).HasMaxLength(255);
        builder.Property(e => e.Time).HasDefaultValueSql("now()");
    }
}
