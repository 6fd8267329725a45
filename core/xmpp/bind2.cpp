// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/bind2.h"

#include "core/xmpp/namespaces.h"

namespace sotto::xmpp {

Element buildBind2(const Bind2Request& request)
{
    Element bind{"bind", kBind2Ns};
    if (!request.tag.empty())
        bind.add(Element{"tag", kBind2Ns}.setText(request.tag));
    if (request.carbons)
        bind.add({"enable", kCarbonsNs});
    if (request.streamManagement)
        bind.add(buildSmEnable(true));
    return bind;
}

Result<Bound> parseBound(const Element& bound)
{
    if (!bound.is("bound", kBind2Ns))
        return Error{Errc::Malformed, "bind"};
    Bound out;
    if (const auto* enabled = bound.child("enabled", kStreamManagementNs)) {
        SOTTO_TRY_ASSIGN(out.streamManagement, parseSmEnabled(*enabled));
    }
    out.streamManagementFailed = bound.child("failed", kStreamManagementNs) != nullptr;
    out.carbons = bound.child("enabled", kCarbonsNs) != nullptr;
    return out;
}

}  // namespace sotto::xmpp
