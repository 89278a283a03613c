namespace DeepWiki.Core.Data.Generations;

/// <summary>States of a page in a generation.</summary>
public enum PageState
{
    Planned,
    Writing,
    Ready,
    Failed,
}
