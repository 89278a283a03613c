namespace DeepWiki.Core.Wikis.Model;

/// <summary>Importance of a page to a first reader of the wiki.</summary>
internal enum PageImportance
{
    Low,
    Medium,
    High,
}
