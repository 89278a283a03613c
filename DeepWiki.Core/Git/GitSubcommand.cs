namespace DeepWiki.Core.Git;

/// <summary>Subcommands of git that are run; there are no others.</summary>
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
