using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace DeepWiki.AppHost.Stores;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>Runs the command and returns its standard output, trimmed.</summary>
    /// <exception cref="StoreException">It is missing, or failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        try
        {
            var program = Cli.Wrap(command[0]).WithArguments(command.Skip(1)).WithWorkingDirectory("/").WithValidation(CommandResultValidation.None);
            var end = await program.ExecuteBufferedAsync(cancellationToken);
            return end.IsSuccess ? end.StandardOutput.Trim() : throw new StoreException($"{command[0]} ended with {end.ExitCode}: {end.StandardError.Trim()}.");
        }
        catch (Win32Exception)
        {
            throw new StoreException($"{command[0]} was not found.");
        }
    }

    /// <summary>Runs the command and returns its standard output, trimmed; null when it is missing or failed.</summary>
    public static async Task<string?> TryReadAsync(string[] command, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(command, cancellationToken);
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
