namespace DeepWiki.Core.Wikis.Model;

/// <summary>How much a page matters to whoever reads the wiki for the first time.</summary>
public enum PageImportance
{
    Low,
    Medium,
    High,
}
