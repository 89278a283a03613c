namespace DeepWiki.Core.Git.Objects;

/// <summary>What a tree says an entry is. Only the two kinds of file are ever read.</summary>
public enum EntryMode
{
    File,
    Executable,
    Symlink,
    Submodule,

    /// <summary>A mode no Git writes today; not read.</summary>
    Other,
}
