// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface of CFPreferences; neither built nor run yet.
#include "core/platform/managed_policy.h"

#include <CoreFoundation/CoreFoundation.h>

#include <optional>

namespace sotto::platform {
namespace {

template <class Ref>
class Owned {
public:
    explicit Owned(Ref ref) : m_ref(ref) { }

    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;

    ~Owned()
    {
        if (m_ref)
            CFRelease(m_ref);
    }

    Ref get() const { return m_ref; }

private:
    Ref m_ref;
};

std::optional<std::string> textOf(CFTypeRef value)
{
    if (CFGetTypeID(value) != CFStringGetTypeID())
        return std::nullopt;
    const auto text = static_cast<CFStringRef>(value);
    const auto most =
        CFStringGetMaximumSizeForEncoding(CFStringGetLength(text), kCFStringEncodingUTF8) + 1;
    std::string out(static_cast<std::size_t>(most), '\0');
    if (!CFStringGetCString(text, out.data(), most, kCFStringEncodingUTF8))
        return std::nullopt;
    out.resize(out.find('\0'));
    return out;
}

std::optional<PolicyValue> listOf(CFArrayRef array)
{
    std::vector<std::string> list;
    for (CFIndex i = 0; i < CFArrayGetCount(array); ++i) {
        auto text = textOf(CFArrayGetValueAtIndex(array, i));
        if (!text)
            return std::nullopt;
        list.push_back(*std::move(text));
    }
    return list;
}

std::optional<PolicyValue> valueOf(CFTypeRef value)
{
    const auto type = CFGetTypeID(value);
    if (type == CFBooleanGetTypeID())
        return CFBooleanGetValue(static_cast<CFBooleanRef>(value)) != 0;
    if (type == CFNumberGetTypeID()) {
        std::int64_t number = 0;
        if (CFNumberGetValue(static_cast<CFNumberRef>(value), kCFNumberSInt64Type, &number))
            return number;
        return std::nullopt;
    }
    if (type == CFArrayGetTypeID())
        return listOf(static_cast<CFArrayRef>(value));
    if (auto text = textOf(value))
        return *std::move(text);
    return std::nullopt;
}

}  // namespace

std::vector<ManagedSetting> readManagedPolicy()
{
    const auto domain = CFSTR("org.sotto.Sotto");
    std::vector<ManagedSetting> found;
    for (const auto& row : kSettings) {
        const Owned<CFStringRef> name{CFStringCreateWithBytes(
            nullptr, reinterpret_cast<const UInt8*>(row.name.data()),
            static_cast<CFIndex>(row.name.size()), kCFStringEncodingUTF8, false)};
        // A person can set a preference too; only one that is forced is the administrator's.
        if (!CFPreferencesAppValueIsForced(name.get(), domain))
            continue;
        const Owned<CFPropertyListRef> value{CFPreferencesCopyAppValue(name.get(), domain)};
        if (!value.get())
            continue;
        if (auto converted = valueOf(value.get()))
            found.push_back({std::string{row.name}, *std::move(converted)});
    }
    return found;
}

}  // namespace sotto::platform
