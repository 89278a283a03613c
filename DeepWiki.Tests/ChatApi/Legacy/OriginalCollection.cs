namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Tests that share one <see cref="OriginalStack"/>.</summary>
[CollectionDefinition(Name)]
public sealed class OriginalCollection : ICollectionFixture<OriginalStack>
{
    public const string Name = "Original";
}
