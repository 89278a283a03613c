using DeepWiki.Core.Git.Objects;
using LibGit2Sharp;
using ObjectId = DeepWiki.Core.Git.Objects.ObjectId;

namespace DeepWiki.Core.Git;

/// <summary>
/// Finds the commit of a reference with libgit2, which saves the start of a process. No content of an object is read: an object of a few bytes may be a
/// difference to one of gigabytes, and this process has no limit of its own that git has. Whatever is unusual about a repository is left to git.
/// </summary>
internal static class LocalReferences
{
    private const int MaxFileBytes = 1 << 20;
    private const int MaxSymbolicSteps = 5;
    private const string SymbolicPrefix = "ref: ";

    /// <summary>The commit that a full reference, <c>HEAD</c> or a whole id names.</summary>
    /// <returns>Null when git has to be asked, which may still find it.</returns>
    public static ObjectId? FindCommit(string gitDirectory, string name)
    {
        try
        {
            return IsUsual(gitDirectory) && LeadsThroughFiles(gitDirectory, name) ? Find(gitDirectory, name) : null;
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Another owner, another format of objects or references, an extension it does not know, a name that no path can have.
            return null;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException)
        {
            // There is no native library for this machine.
            return null;
        }
    }

    private static ObjectId? Find(string gitDirectory, string name)
    {
        Configuration.Clear();
        using var repository = new Repository(gitDirectory);
        var text = ReferenceName.IsCommit(name) ? name : repository.Refs[name]?.ResolveToDirectReference()?.TargetIdentifier;
        if (!ObjectId.TryParse(text, out var id) || id.Format != ObjectFormat.Sha1)
        {
            return null;
        }

        // An annotated tag would have to be read.
        var metadata = repository.ObjectDatabase.RetrieveObjectMetadata(new LibGit2Sharp.ObjectId(id.ToString()));
        return metadata?.Type == ObjectType.Commit ? id : null;
    }

    // One directory that holds everything, and no configuration that leads to other files. A pipe or device, which would be read for ever, has no length.
    private static bool IsUsual(string gitDirectory)
    {
        var configuration = Path.Combine(gitDirectory, "config");
        return !File.Exists(Path.Combine(gitDirectory, "commondir"))
            && !File.Exists(Path.Combine(gitDirectory, "objects", "info", "alternates"))
            && IsFile(Path.Combine(gitDirectory, "HEAD"))
            && (!Path.Exists(Path.Combine(gitDirectory, "packed-refs")) || IsFile(Path.Combine(gitDirectory, "packed-refs"), maxBytes: long.MaxValue))
            && IsFile(configuration)
            && !File.ReadAllText(configuration).Contains("include", StringComparison.OrdinalIgnoreCase);
    }

    // A pipe in the place of a loose reference would be waited for without end; a packed one is in a file that was looked at.
    private static bool LeadsThroughFiles(string gitDirectory, string name)
    {
        for (var step = 0; step < MaxSymbolicSteps; step++)
        {
            var path = Path.Combine(gitDirectory, name);
            if (!IsFile(path))
            {
                return !Path.Exists(path);
            }

            // ref: refs/heads/main
            var text = File.ReadAllText(path);
            if (!text.StartsWith(SymbolicPrefix, StringComparison.Ordinal))
            {
                return true;
            }

            name = text[SymbolicPrefix.Length..].Trim();
        }

        return false;
    }

    private static bool IsFile(string path, long maxBytes = MaxFileBytes) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null } file && file.Length > 0 && file.Length <= maxBytes;

    // A class of its own: what its start throws where there is no native library is met inside of FindCommit.
    private static class Configuration
    {
        // What the machine or the user configures is as little asked for as by our git.
        static Configuration()
        {
            GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.System, "");
            GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.ProgramData, "");
            GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.Global, "");
            GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.Xdg, "");
        }

        // The first call runs the constructor above.
        public static void Clear()
        {
        }
    }
}
