using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>The files of an engine that talks to VDSM, with the modes they must have.</summary>
public sealed class VdsmFiles : IDisposable
{
    public VdsmFiles(TestAuthority authority, X509Certificate2 engine)
    {
        Certificate = Write("engine.pem", engine.ExportCertificatePem());
        Key = Write("engine.key", engine.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Authority = Write("ca.pem", authority.Pem);
    }

    public string Folder { get; } = TestFolder.Create();

    public string Certificate { get; }

    public string Key { get; }

    public string Authority { get; }

    /// <summary>Writes a file that only its owner may use.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
