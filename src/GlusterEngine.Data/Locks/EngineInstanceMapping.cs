using GlusterEngine.Model.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Locks;

internal sealed class EngineInstanceMapping : IEntityTypeConfiguration<EngineInstance>
{
    public void Configure(EntityTypeBuilder<EngineInstance> builder)
    {
        builder.ToTable("engine_instance");
        builder.Property(e => e.Id).HasColumnName("engine_id").HasMaxLength(100);
        builder.Property(e => e.StartedAt).HasDefaultValueSql("now()");
        builder.Property(e => e.SeenAt).HasDefaultValueSql("now()");
    }
}
