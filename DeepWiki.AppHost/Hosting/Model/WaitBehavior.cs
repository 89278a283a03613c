namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a waiter does when that which it waits for fails.</summary>
public enum WaitBehavior
{
    WaitOnResourceUnavailable,
    StopOnResourceUnavailable,
}
