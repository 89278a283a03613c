using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace DeepWiki.AppHost.Stores;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>What it printed, trimmed.</summary>
    /// <exception cref="StoreException">It failed; the message holds what it said.</exception>
    /// <exception cref="Win32Exception">It is missing.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var end = await Cli.Wrap(command[0]).WithArguments(command.Skip(1)).WithWorkingDirectory("/").WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
        return end.IsSuccess ? end.StandardOutput.Trim() : throw new StoreException($"{command[0]} ended with {end.ExitCode}: {end.StandardError.Trim()}");
    }

    /// <summary>What it printed, trimmed; null when it is not there, or is not what its name says.</summary>
    public static async Task<string?> TryReadAsync(string program, string argument, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync([program, argument], cancellationToken);
        }
        catch (Exception exception) when (exception is StoreException or Win32Exception)
        {
            return null;
        }
    }
}
