using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Jobs;

internal sealed class JobSubjectMapping : IEntityTypeConfiguration<JobSubject>
{
    public void Configure(EntityTypeBuilder<JobSubject> builder)
    {
        builder.ToTable("job_subject");
        builder.HasKey(s => new { s.JobId, s.EntityId });
    }
}
