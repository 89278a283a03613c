using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Remote;

/// <summary>The sentence of an error that tells what can be done about it.</summary>
internal static class FailureHint
{
    public const string Later = "Please try again in a moment, or choose another model.";
    public const string Words = "Please ask in other words.";
    public const string Account = "Please check the plan and the credit of the account at the provider, or choose another model.";
    public const string Parameter = "Please choose another model, or change what the catalog of models sends with this one.";

    public static string Key(ProviderEndpoint endpoint) =>
        endpoint.KeySetting is { } setting ? $"Please check that {setting} holds a valid key." : "Please check what the provider asks callers for.";

    public static string Address(ProviderEndpoint endpoint) =>
        $"Please check that the provider is running, and that {endpoint.AddressSetting} is its address.";

    public static string Model(ProviderEndpoint endpoint) =>
        $"Please check the name of the model, and {endpoint.AddressSetting} if the provider has an address of its own.";
}
