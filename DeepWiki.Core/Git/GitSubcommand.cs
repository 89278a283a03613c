namespace DeepWiki.Core.Git;

/// <summary>Everything git is ever asked to do.</summary>
internal enum GitSubcommand
{
    Init,
    Fetch,
    LsRemote,
    LsTree,
    CatFile,
    RevParse,
    DiffTree,
    RevList,
    Version,
}
