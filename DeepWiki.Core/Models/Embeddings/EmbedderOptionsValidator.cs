using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Checks at start that the embedder exists and that the length of its vectors is known.</summary>
internal sealed class EmbedderOptionsValidator : IValidateOptions<EmbedderOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbedderOptions options)
    {
        if (EmbeddingProfiles.Find(options.Type) is not { } usual)
        {
            var names = string.Join(", ", EmbeddingProfiles.BuiltIn.Select(profile => profile.Provider));
            return ValidateOptionsResult.Fail(
                $"{EmbedderOptions.TypeVariable} or {EmbedderOptions.SectionName}:{nameof(options.Type)} must be one of {names}.");
        }

        return options.Model is { } model && model != usual.Model && options.Dimensions is null
            ? ValidateOptionsResult.Fail($"{EmbedderOptions.SectionName}:{nameof(options.Dimensions)} must be set for a model other than the usual one.")
            : ValidateOptionsResult.Success;
    }
}
