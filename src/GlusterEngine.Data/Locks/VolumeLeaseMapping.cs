using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GlusterEngine.Data.Locks;

internal sealed class VolumeLeaseMapping : IEntityTypeConfiguration<VolumeLease>
{
    public void Configure(EntityTypeBuilder<VolumeLease> builder)
    {
        builder.ToTable("volume_lease");
        builder.HasKey(l => l.VolumeId);
        builder.Property(l => l.VolumeId).ValueGeneratedNever();
        builder.Property(l => l.EngineId).HasMaxLength(100);
        builder.HasOne<Step>().WithOne().HasForeignKey<VolumeLease>(l => l.StepId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => l.StepId).IsUnique().HasFilter("step_id is not null");
    }
}
