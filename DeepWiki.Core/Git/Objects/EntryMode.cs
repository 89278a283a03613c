namespace DeepWiki.Core.Git.Objects;

/// <summary>Mode of an entry in a tree. Only the contents of the two kinds of file are ever read.</summary>
public enum EntryMode
{
    File,
    Executable,
    Symlink,
    Submodule,

    /// <summary>A mode no Git writes today; not read.</summary>
    Other,
}
