using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Server.Tls;

/// <summary>
/// The engine's own CA and certificate, in files: <c>ca.key</c> and <c>server.pem</c> (certificate and key), which only the engine's account may read, and
/// <c>ca.pem</c> for clients; and <c>engine.pem</c> by which the VDSM of hosts knows the engine, once one of them has a certificate of this CA. Several engines on one folder make them once.
/// </summary>
internal sealed class CertificateFolder(string folder, string machine, IReadOnlyList<string> names)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // A client that is switched off for a while shall not meet an ended one.
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(30);

    private string CaKeyFile => Path.Combine(folder, "ca.key");

    private string ServerFile => Path.Combine(folder, "server.pem");

    /// <summary>Where the certificate, with its key, lies that the engine shows to the VDSM of hosts.</summary>
    public string ClientFile => Path.Combine(folder, "engine.pem");

    /// <summary>Where the CA's certificate lies.</summary>
    public string CaFile => Path.Combine(folder, "ca.pem");

    /// <summary>Reads the certificates, makes what is missing, and renews what ends soon or lacks a name.</summary>
    /// <returns>The server's certificate with its key, and the CA's.</returns>
    public async Task<(X509Certificate2 Server, X509Certificate2 Ca)> TakeAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var turn = await LockAsync(time, cancellationToken);
        var now = time.GetUtcNow();
        var ca = TakeCa(now);
        return (Take(ServerFile, ca, CertificateMaker.MakeServer, now), ca);
    }

    /// <summary>Makes a key and a certificate for the VDSM of a host, and sees that the engine has one that this VDSM takes.</summary>
    /// <param name="hostNames">Names and addresses of the host, the one it is called by first.</param>
    /// <param name="into">Folder for <c>vdsmkey.pem</c>, <c>vdsmcert.pem</c> and <c>cacert.pem</c>, which nobody else may read.</param>
    /// <param name="replaces">Whether those that are there are overwritten.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>When the certificate ends.</returns>
    /// <exception cref="CertificateException">There are some already, or the CA cannot be used.</exception>
    public async Task<DateTimeOffset> IssueHostAsync(
        IReadOnlyList<string> hostNames, string into, bool replaces, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var turn = await LockAsync(time, cancellationToken);
        var now = time.GetUtcNow();
        var files = new HostFiles(into);
        if (!replaces && files.All.FirstOrDefault(File.Exists) is { } present)
            throw new CertificateException($"{present} is there already, and the host may use it: say --replace to make another key and certificate, or --folder to put them elsewhere.");
        var ca = TakeCa(now);
        _ = Take(ClientFile, ca, CertificateMaker.MakeClient, now);
        using var key = RSA.Create(2048);
        using var made = CertificateMaker.MakeHost(ca, key, hostNames, now);
        Directory.CreateDirectory(into, OwnerOnly | UnixFileMode.UserExecute);
        Write(files.Key, key.ExportPkcs8PrivateKeyPem() + "\n", OwnerOnly);
        Write(files.Certificate, made.ExportCertificatePem() + "\n", OwnerOnly);
        Write(files.Ca, ca.ExportCertificatePem() + "\n", OwnerOnly);
        return new(made.NotAfter.ToUniversalTime());
    }

    /// <summary>Whether a file is the one by which VDSM knows the engine, signed by the CA here. A folder to which only the file was copied has no CA to renew it.</summary>
    /// <param name="file">Path of the file.</param>
    public bool IsOwnClient(string file) => Path.GetFullPath(file) == Path.GetFullPath(ClientFile) && File.Exists(CaKeyFile);

    /// <summary>Renews the certificate by which VDSM knows the engine, where that is missing or ends soon.</summary>
    /// <returns>Whether it is another one now.</returns>
    /// <exception cref="CertificateException">It cannot be read, or the CA cannot be used.</exception>
    public async Task<bool> RenewClientAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        await using var turn = await LockAsync(time, cancellationToken);
        var now = time.GetUtcNow();
        using var ca = TakeCa(now);
        using var before = File.Exists(ClientFile) ? Read(ClientFile) : null;
        using var after = Take(ClientFile, ca, CertificateMaker.MakeClient, now);
        return after.Thumbprint != before?.Thumbprint;
    }

    private X509Certificate2 Take(
        string file, X509Certificate2 ca, Func<X509Certificate2, RSA, IReadOnlyList<string>, DateTimeOffset, X509Certificate2> make, DateTimeOffset now)
    {
        if (File.Exists(file) && Read(file) is var present && IsGood(present, ca, now)) return present;
        using var key = RSA.Create(2048);
        using var made = make(ca, key, names, now);
        Write(file, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n", OwnerOnly);
        return Read(file);
    }

    private X509Certificate2 TakeCa(DateTimeOffset now)
    {
        if (File.Exists(CaFile) != File.Exists(CaKeyFile) && File.Exists(CaFile))
            throw new CertificateException($"{CaFile} is there, but its key {CaKeyFile} is not: put the key back, or remove both and let clients fetch the new CA.");
        using var key = RSA.Create(3072);
        if (File.Exists(CaKeyFile)) key.ImportFromPem(File.ReadAllText(CaKeyFile));
        else Write(CaKeyFile, key.ExportPkcs8PrivateKeyPem() + "\n", OwnerOnly);
        if (File.Exists(CaFile))
        {
            var present = X509Certificate2.CreateFromPem(File.ReadAllText(CaFile));
            // It has to outlive what it signs.
            if (present.NotAfter.ToUniversalTime() > now.UtcDateTime + CertificateMaker.ServerLife) return present.CopyWithPrivateKey(key);
        }

        var made = CertificateMaker.MakeCa(key, machine, now);
        Write(CaFile, made.ExportCertificatePem() + "\n", Everybody);
        return made;
    }

    private bool IsGood(X509Certificate2 server, X509Certificate2 ca, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        return server.NotAfter.ToUniversalTime() > now.UtcDateTime + RenewedBefore && ServerNames.In(server).IsSupersetOf(names) && chain.Build(server);
    }

    private async Task<FileStream> LockAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "lock");
        for (var tries = 0; ; tries++)
        {
            try
            {
                return File.Open(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerOnly });
            }
            catch (IOException) when (tries < 100)
            {
                // Another engine makes them; that takes a second.
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            }
        }
    }

    private static X509Certificate2 Read(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file);
        }
        catch (CryptographicException exception)
        {
            throw new CertificateException($"{file} holds no certificate with its key ({exception.Message}); remove it and the engine makes another.", exception);
        }
    }

    /// <summary>Whole or not at all, and never readable for others in between.</summary>
    private static void Write(string file, string text, UnixFileMode mode)
    {
        var unfinished = file + ".new";
        File.Delete(unfinished);
        using (var stream = File.Open(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        using (var writer = new StreamWriter(stream))
            writer.Write(text);
        File.Move(unfinished, file, overwrite: true);
    }
}
