using System.Text;
using GlusterEngine.Server.Access;

namespace GlusterEngine.Server.Users;

/// <summary>Reads a new password: asked for twice at a terminal, without showing it, else the first line of the input.</summary>
internal static class PasswordPrompt
{
    /// <exception cref="IOException">There is none, or the two differ.</exception>
    public static async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected)
            return await Console.In.ReadLineAsync(cancellationToken) ?? throw new IOException("The input is empty: give the password as its first line.");
        var password = Ask($"New password ({UserRules.ShortestPassword} characters or more): ");
        return Ask("The same again: ") == password ? password : throw new IOException("The two passwords differ; nothing was changed.");
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0') typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
