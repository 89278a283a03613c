using System.Collections.Frozen;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Decides from an entry of the tree, before a byte of the file is read, whether it can be indexed.</summary>
internal sealed class FileSelector(FileFilter filter, FileLimits limits)
{
    private static readonly FrozenSet<string> LockFiles = FrozenSet.Create(
        StringComparer.Ordinal,
        "yarn.lock", "package-lock.json", "pnpm-lock.yaml", "npm-shrinkwrap.json", "poetry.lock", "Pipfile.lock", "requirements.txt.lock", "Cargo.lock",
        "composer.lock", "Gemfile.lock", "packages.lock.json", "go.sum", "uv.lock", "pdm.lock", "bun.lock", "mix.lock", "pubspec.lock", "flake.lock",
        "Podfile.lock", "Package.resolved", "deno.lock", "gradle.lockfile", ".lock");

    private static readonly FrozenSet<string> KeyFiles = FrozenSet.Create(
        StringComparer.Ordinal,
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "credentials", ".netrc", ".npmrc", ".pypirc", ".pgpass", ".git-credentials", ".htpasswd");

    private static readonly string[] KeyEndings = [".pem", ".pfx", ".p12", ".key", ".keystore", ".jks", ".ppk", ".kdbx"];

    /// <summary>Reason the entry is left out; null when it is to be read.</summary>
    public SkipReason? Decide(TreeEntry entry)
    {
        var path = entry.Path.Shown;
        var name = entry.Path.FileName;

        return entry switch
        {
            { IsBeyondLimits: true } => SkipReason.TooLarge,
            _ when LockFiles.Contains(name) => SkipReason.LockFile,
            _ when IsKey(name) || !filter.Admits(path) => SkipReason.Filtered,
            { Mode: EntryMode.Symlink } => SkipReason.Symlink,
            { Mode: EntryMode.Submodule } => SkipReason.Submodule,
            { Mode: EntryMode.Other } => SkipReason.Filtered,
            { Size: 0 } => SkipReason.Empty,
            _ when entry.Size > limits.For(path) => SkipReason.TooLarge,
            _ => GeneratedFiles.IsGeneratedName(name) ? SkipReason.Generated : null,
        };
    }

    // Key files can be named in a wiki, but their content goes to no model and no index.
    private static bool IsKey(string name) =>
        KeyFiles.Contains(name)
        || name.Equals(".env", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase) && !IsTemplate(name))
        || KeyEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsTemplate(string name) => name is ".env.example" or ".env.sample" or ".env.template";
}
