namespace DeepWiki.Core.Prompts;

/// <summary>Counts tokens as a model does, or as nearly as is known.</summary>
public interface ITokenCounter
{
    int Count(string text);
}
