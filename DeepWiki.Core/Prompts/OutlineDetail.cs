namespace DeepWiki.Core.Prompts;

/// <summary>Detail of a wiki: how much of a repository it covers.</summary>
public enum OutlineDetail
{
    /// <summary>Four to six pages in one list.</summary>
    Concise,

    /// <summary>Eight to twelve pages in sections.</summary>
    Comprehensive,
}
