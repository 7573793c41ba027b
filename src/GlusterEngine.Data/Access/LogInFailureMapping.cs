using GlusterEngine.Model.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Access;

internal sealed class LogInFailureMapping : IEntityTypeConfiguration<LogInFailure>
{
    public void Configure(EntityTypeBuilder<LogInFailure> builder)
    {
        builder.ToTable("log_in_failure");
        builder.HasKey(f => new { f.NameHash, f.Source });
        builder.Property(f => f.Source).HasMaxLength(64);
    }
}
