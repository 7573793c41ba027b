using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Jobs;

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("job");
        builder.Property(j => j.Id).HasColumnName("job_id").ValueGeneratedNever();
        builder.Property(j => j.ActionType).HasMaxLength(50);
        builder.Property(j => j.CorrelationId).HasMaxLength(50);
        builder.Property(j => j.EngineId).HasMaxLength(100);
        builder.Property(j => j.StartTime).HasDefaultValueSql("now()");
        builder.Property(j => j.LastUpdateTime).HasDefaultValueSql("now()");
        builder.HasOne<AppUser>().WithMany().HasForeignKey(j => j.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(j => j.Steps).WithOne().HasForeignKey(s => s.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(j => j.Subjects).WithOne().HasForeignKey(s => s.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
