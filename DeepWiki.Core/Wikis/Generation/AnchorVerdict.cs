namespace DeepWiki.Core.Wikis.Generation;

/// <summary>State of the lines a page stands on, in the files as they are now.</summary>
internal enum AnchorVerdict
{
    /// <summary>All are where they were.</summary>
    InPlace,

    /// <summary>All are there, some at other numbers or in a renamed file.</summary>
    Moved,

    /// <summary>Some are there no more.</summary>
    Changed,
}
