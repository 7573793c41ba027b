using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm.Tls;

/// <summary>
/// Whether the settings make sense beside each other. What is in the files is not looked at here: one that ended must not keep the engine from its other hosts.
/// </summary>
internal sealed class VdsmOptionsValidation : IValidateOptions<VdsmOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, VdsmOptions options)
    {
        if (options.IsConfigured)
        {
            return string.IsNullOrEmpty(options.AuthorityFile)
                ? ValidateOptionsResult.Fail("Vdsm:AuthorityFile is missing: name the file with the certificate of the authority that signed those of the hosts.")
                : ValidateOptionsResult.Success;
        }

        return new[] { options.KeyFile, options.PasswordFile, options.AuthorityFile }.All(string.IsNullOrEmpty)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Vdsm:CertificateFile is missing although other files of section Vdsm are named: name it too, or none of them.");
    }
}
