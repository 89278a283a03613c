namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Tests that share one <see cref="LegacyStack"/>.</summary>
[CollectionDefinition(Name)]
public sealed class LegacyCollection : ICollectionFixture<LegacyStack>
{
    public const string Name = "Original";
}
