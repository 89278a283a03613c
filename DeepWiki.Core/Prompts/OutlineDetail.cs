namespace DeepWiki.Core.Prompts;

/// <summary>How much of a repository a wiki covers.</summary>
public enum OutlineDetail
{
    /// <summary>Four to six pages in one list.</summary>
    Concise,

    /// <summary>Eight to twelve pages in sections.</summary>
    Comprehensive,
}
